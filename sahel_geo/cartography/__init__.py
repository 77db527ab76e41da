"""One map, two renderers: `document` and `symbology` say what and how, `web` and `figure` draw."""
