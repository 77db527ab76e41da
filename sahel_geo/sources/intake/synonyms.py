"""What columns are called in the sheets people keep, in English and French, by our column.

Written as `proposals.name_words` writes names: folded, words parted by one blank. The first of
each are the plainest; a name that only holds such words among others counts less.
"""

from collections.abc import Mapping

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "event_id": (
        "event id", "id", "incident id", "event id cnty", "eventid", "reference", "ref", "uid",
        "identifiant", "numero", "no incident", "code incident", "incident number",
    ),
    "event_date": (
        "event date", "date", "incident date", "date of incident", "date of event", "start date",
        "date start", "day", "date incident", "date evenement", "date de l incident",
        "date de l evenement", "date du fait", "date des faits", "date debut", "date de debut",
        "jour", "when", "begin",
    ),
    "end_date": (
        "end date", "date end", "date of end", "until", "date fin", "date de fin", "jusqu au",
        "end",
    ),
    "latitude": (
        "latitude", "lat", "y", "gps latitude", "latitude dd", "coord y", "y coord", "coordonnee y",
        "point y", "gps y", "lat dd",
    ),
    "longitude": (
        "longitude", "lon", "long", "lng", "x", "gps longitude", "longitude dd", "coord x",
        "x coord", "coordonnee x", "point x", "gps x", "lon dd",
    ),
    "title": (
        "title", "headline", "name", "event name", "incident title", "titre", "intitule", "nom",
        "objet", "subject", "nom de l evenement",
    ),
    "event_type": (
        "event type", "type", "incident type", "type of incident", "type of event", "category",
        "kind", "type evenement", "type d evenement", "type d incident", "type incident",
        "categorie", "nature", "nature de l incident",
    ),
    "sub_event_type": (
        "sub event type", "subtype", "sub type", "sub category", "subcategory", "incident subtype",
        "sous type", "sous categorie", "sous type d evenement",
    ),
    "country": ("country", "country name", "iso3", "iso", "pays", "nom du pays", "country code"),
    "admin1": (
        "admin1", "adm1", "region", "province", "state", "admin 1", "adm1 name", "governorate",
        "wilaya", "gouvernorat", "provstate", "admin1 name", "adm1 fr",
    ),
    "location": (
        "location", "place", "town", "city", "village", "locality", "site", "place name",
        "location name", "where", "localite", "lieu", "ville", "commune", "endroit", "lieu dit",
    ),
    "actor1": (
        "actor1", "actor", "actor 1", "perpetrator", "author", "attacker", "group", "armed group",
        "gname", "side a", "acteur", "acteur1", "acteur 1", "auteur", "auteurs", "auteur presume",
        "auteurs presumes", "groupe", "groupe arme", "assaillants",
    ),
    "actor2": (
        "actor2", "actor 2", "target", "victim", "victims", "side b", "second actor", "acteur2",
        "acteur 2", "cible", "victime", "victimes", "adversaire",
    ),
    "fatalities": (
        "fatalities", "deaths", "killed", "dead", "number killed", "nkill", "best", "total killed",
        "number of deaths", "fatality", "death toll", "morts", "tues", "deces",
        "victimes mortelles",
        "nombre de morts", "nb morts", "nb de morts", "bilan", "nombre de tues",
    ),
    "hostages": (
        "hostages", "kidnapped", "abducted", "number kidnapped", "otages", "enleves",
        "personnes enlevees", "nombre d otages",
    ),
    "summary": (
        "summary", "notes", "description", "details", "narrative", "comment", "comments",
        "event description", "what happened", "resume", "commentaire", "commentaires", "recit",
        "texte", "remarques", "observations",
    ),
    "source": (
        "source", "sources", "reported by", "data source", "origine", "source de l information",
    ),
    "source_url": (
        "source url", "url", "link", "links", "weblink", "lien", "liens", "adresse", "hyperlink",
    ),
    "geo_precision": (
        "geo precision", "location precision", "where prec", "precision", "spatial precision",
        "precision geographique", "precision du lieu",
    ),
    "time_precision": (
        "time precision", "date precision", "date prec", "temporal precision",
        "precision temporelle", "precision de la date",
    ),
    "confidence": (
        "confidence", "reliability", "certainty", "status", "confiance", "fiabilite", "certitude",
    ),
}  # fmt: skip
