"""Small samples of the field's datasets: their columns, rows of our own making.

The columns are those of the published codebooks (see the adapters' docstrings); every text says
that it is made up.
"""

import csv
import io

import pandas as pd


def _split(names):
    return names.split(",")


ACLED_COLUMNS = _split(
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)

ACLED = {
    "event_id_cnty": "MLI90001",
    "event_date": "2023-06-30",
    "year": "2023",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Sample Group A",
    "inter1": "Rebel group",
    "actor2": "Sample Forces B",
    "inter2": "State forces",
    "iso": "466",
    "region": "Western Africa",
    "country": "Mali",
    "admin1": "Gao",
    "location": "Gao",
    "latitude": "16.2717",
    "longitude": "-0.0447",
    "geo_precision": "1",
    "source": "Sample Radio; Sample Site",
    "notes": "Sample event 1.",
    "fatalities": "3",
    "timestamp": "1700000000",
}

OLD_ACLED_COLUMNS = [
    "data_id",
    "iso",
    "event_id_cnty",
    "event_id_no_cnty",
    *(
        name
        for name in ACLED_COLUMNS
        if name not in {"event_id_cnty", "iso", "disorder_type", "civilian_targeting", "tags"}
    ),
    "iso3",
]

UCDP_COLUMNS = _split(
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,"
    "gwnoa,gwnob"
)

NOT_IN_38 = {
    "relid", "code_status", "conflict_dset_id", "dyad_dset_id", "side_a_dset_id", "side_b_dset_id",
    "geom_wkt", "priogrid_gid", "country_id", "gwnoa", "gwnob",
}  # fmt: skip
UCDP_38_COLUMNS = [name for name in UCDP_COLUMNS if name not in NOT_IN_38]

UCDP = {
    "id": "900001",
    "type_of_violence": "1",
    "side_a": "Government of Sampleland",
    "side_b": "Sample Group A",
    "source_office": "Sample Agency;Sample Radio",
    "source_headline": "Sample headline 1",
    "where_prec": "1",
    "where_coordinates": "Gao town",
    "adm_1": "Gao region",
    "latitude": "16.2717",
    "longitude": "-0.0447",
    "country": "Mali",
    "region": "Africa",
    "date_prec": "1",
    "date_start": "2012-06-15 00:00:00.000",
    "date_end": "2012-06-15 00:00:00.000",
    "best": "5",
    "high": "9",
    "low": "4",
}

GTD_COLUMNS = _split(
    "eventid,iyear,imonth,iday,approxdate,extended,resolution,country,country_txt,region,"
    "region_txt,provstate,city,latitude,longitude,specificity,vicinity,location,summary,crit1,"
    "suicide,attacktype1,attacktype1_txt,targtype1,targtype1_txt,target1,gname,gname2,gname3,"
    "weaptype1_txt,nkill,nkillus,nwound,ishostkid,nhostkid,nhours,ndays,hostkidoutcome_txt,"
    "nreleased,addnotes,scite1,scite2,scite3,dbsource"
)

GTD = {
    "eventid": "209901010001",
    "iyear": "2012",
    "imonth": "6",
    "iday": "15",
    "country": "123",
    "country_txt": "Mali",
    "provstate": "Gao",
    "city": "Gao",
    "latitude": "16.2717",
    "longitude": "-0.0447",
    "specificity": "1",
    "vicinity": "0",
    "summary": "Sample attack 1.",
    "suicide": "0",
    "attacktype1": "2",
    "targtype1": "14",
    "targtype1_txt": "Private Citizens & Property",
    "gname": "Sample Group A",
    "nkill": "2",
    "ishostkid": "0",
    "scite1": "Sample citation | with a bar",
    "scite2": "Sample citation 2",
    "dbsource": "Sample collection",
}

AWSD_COLUMNS = _split(
    "Incident ID,Year,Month,Day,Country Code,Country,Region,District,City,UN,INGO,ICRC,"
    "NRCS and IFRC,NNGO,Other,Nationals killed,Nationals wounded,Nationals kidnapped,"
    "Total nationals,Internationals killed,Internationals wounded,Internationals kidnapped,"
    "Total internationals,Total killed,Total wounded,Total kidnapped,Total affected,Gender Male,"
    "Gender Female,Gender Unknown,Means of attack,Attack context,Location,Latitude,Longitude,"
    "Motive,Actor type,Actor name,Details,Verified,Source"
)

AWSD = {
    "Incident ID": "90001",
    "Year": "2018",
    "Month": "5",
    "Day": "4",
    "Country Code": "ML",
    "Country": "Mali",
    "Region": "Gao",
    "District": "Gao",
    "City": "Gao",
    "Total killed": "0",
    "Total wounded": "1",
    "Total kidnapped": "2",
    "Total affected": "3",
    "Means of attack": "Kidnapping",
    "Location": "Road",
    "Latitude": "16.2717",
    "Longitude": "-0.0447",
    "Actor name": "Unknown",
    "Details": "Sample incident 1.",
    "Verified": "Verified",
    "Source": "Media",
}


def make_cells(columns, row, *changes):
    """Make a table of text of one row for each of the changes, of one row without any."""
    rows = [dict.fromkeys(columns, "") | row | change for change in changes or ({},)]
    index = pd.RangeIndex(2, len(rows) + 2)
    return pd.DataFrame(rows, columns=list(columns), index=index).astype("str")


def make_csv(columns, row, *changes):
    """Make the bytes of a CSV of such a table."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows(make_cells(columns, row, *changes).to_numpy().tolist())
    return stream.getvalue().encode()
