"""The map document as a folium map: the only place with (latitude, longitude) order."""
