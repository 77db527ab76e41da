"""What can go wrong in a way the reader must be told about."""


class SahelGeoError(Exception):
    """A problem with a clear message for the reader; never shown as a traceback.

    `rule` names the message in the catalogue (`problem.<rule>`), `values` fill it in.
    """

    def __init__(self, rule: str, **values: object) -> None:
        self.rule = rule
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(f"{rule}: {self.values}")
