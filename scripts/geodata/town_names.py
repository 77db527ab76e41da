"""Plain names of towns in English and French, where GeoNames or Natural Earth has another.

GeoNames writes some names in a scholarly transliteration; the spelling most used in English and
in French is given instead. The spellings of `data/` go first: a town there has its name from there.
"""

# By the name in the source, its apostrophes straightened: English, French.
PLAIN_NAMES = {
    "Abdel Begrou": ("Adel Bagrou", "Adel Bagrou"),
    "Ad Dakhla": ("Dakhla", "Dakhla"),
    "Al Bayḑā'": ("Bayda", "El-Beïda"),
    "Al Burayqah": ("Brega", "Brega"),
    "Al Ghurayfah": ("Ghurayfah", "Ghourayfa"),
    "Al Jaghbūb": ("Jaghbub", "Djaghboub"),
    "Al Jawf": ("Kufra", "Koufra"),
    "Al Khums": ("Khoms", "Khoms"),
    "Al Marj": ("Marj", "El-Merdj"),
    "Al-Junaynah": ("Geneina", "Geneina"),
    "As Sidr": ("Es Sider", "Es-Sider"),
    "Awjilah": ("Awjila", "Aoudjila"),
    "Ayoun El Atrous": ("Ayoun el Atrous", "Ayoun el-Atrous"),
    "Az Zuwaytīnah": ("Zueitina", "Zouetina"),
    "Az Zāwīyah": ("Zawiya", "Zaouïa"),
    "Aïn Temouchent": ("Aïn Témouchent", "Aïn Témouchent"),
    "Bin Jawwād": ("Bin Jawad", "Ben Jawad"),
    "Birni N Konni": ("Birni N'Konni", "Birni N'Konni"),
    "Birnin Gaouré": ("Birni N'Gaouré", "Birni N'Gaouré"),
    "Bordj Bou Arreridj": ("Bordj Bou Arréridj", "Bordj Bou Arréridj"),
    "Bîr Mogreïn": ("Bir Moghrein", "Bir Moghreïn"),
    "Darnah": ("Derna", "Derna"),
    "Camayenne": ("Conakry", "Conakry"),
    "Daraj": ("Daraj", "Daradj"),
    "El Kef": ("El Kef", "Le Kef"),
    "Elghabra": ("El Ghabra", "El Ghabra"),
    "Fada N'gourma": ("Fada N'Gourma", "Fada N'Gourma"),
    "Fara Department": ("Fara", "Fara"),
    "Fderîck": ("Fdérik", "Fdérik"),
    "Fes": ("Fes", "Fès"),
    "Guerou": ("Guérou", "Guérou"),
    "Hūn": ("Hun", "Houn"),
    "Jālū": ("Jalu", "Djalo"),
    "Kelo": ("Kélo", "Kélo"),
    "Kenitra": ("Kenitra", "Kénitra"),
    "Laayoune": ("Laayoune", "Laâyoune"),
    "Lexeiba Un": ("Lexeiba", "Lexeiba"),
    "Magṭa' Laḥjar": ("Magta Lahjar", "Magta Lahjar"),
    "Marrakesh": ("Marrakesh", "Marrakech"),
    "Marādah": ("Maradah", "Marada"),
    "Meknes": ("Meknes", "Meknès"),
    "Misratah": ("Misrata", "Misrata"),
    "Mizdah": ("Mizda", "Mizda"),
    "Moninnpébougou": ("Monimpébougou", "Monimpébougou"),
    "Msalātah": ("Msallata", "Msallata"),
    "Nguigmi": ("N'Guigmi", "N'Guigmi"),
    "Oturkpo": ("Otukpo", "Otukpo"),
    "R'kiz": ("R'Kiz", "R'Kiz"),
    "Sefra": ("Aïn Sefra", "Aïn Sefra"),
    "Sekondi": ("Sekondi-Takoradi", "Sekondi-Takoradi"),
    "Sidi Bel Abbes": ("Sidi Bel Abbès", "Sidi Bel Abbès"),
    "Sirte": ("Sirte", "Syrte"),
    "Siribala Coro": ("Siribala", "Siribala"),
    "Sūknah": ("Sokna", "Sokna"),
    "Tangier": ("Tangier", "Tanger"),
    "Tarāghin": ("Traghan", "Traghan"),
    "Tembedgha": ("Timbédra", "Timbédra"),
    "Tmassah": ("Tmassah", "Tmassa"),
    "Tobruk": ("Tobruk", "Tobrouk"),
    "Tāzirbū": ("Tazirbu", "Tazerbo"),
    "Umm Hājar": ("Oum Hadjer", "Oum Hadjer"),
    "Umm al Abid": ("Umm al Abid", "Oum al-Abid"),
    "Umm al Arānib": ("Umm al Aranib", "Oum al-Aranib"),
    "Waddān": ("Waddan", "Ouaddan"),
    "Zillah": ("Zillah", "Zella"),
    "Zuwarah": ("Zuwara", "Zouara"),
    "Ṭinṭâne": ("Tintane", "Tintane"),
}
# Quarters, suburbs, communes named like a larger town, entries that are no town or appear twice;
# by the name in the source and the country.
LEFT_OUT = {
    ("District of Taher", "DZA"),
    ("El Achir", "DZA"),
    ("El 'Ayoûn", "MRT"),
    ("Gao", "BFA"),
    ("Janzūr", "LBY"),
    ("Magta Lajar", "MRT"),
    ("Qaşr Bin Ghashīr", "LBY"),
    ("Rouiba", "DZA"),
    ("Tita", "BFA"),
    ("Tājūrā'", "LBY"),
    ("Uad Damran", "ESH"),
    ("Wādī 'Utbah", "LBY"),
    ("Yakossi", "CAF"),
    ("Youri Kourtéré", "NER"),
    ("Şurmān", "LBY"),
}
# Natural Earth gives this hamlet the population of a city.
WRONG_POPULATION = {"Arak"}
# GeoNames gives this city the population of a quarter; Natural Earth's is taken.
POPULATION_OF_NATURAL_EARTH = {"Garoua"}
# GeoNames files these under the country across the line.
OTHER_COUNTRY = {"Abdel Begrou": "MRT", "Smara": "ESH"}
# Natural Earth marks seats of government; these are as the constitutions have it.
CAPITALS = {"Abidjan": False, "Cotonou": False, "Porto-Novo": True}
