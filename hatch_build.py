"""Build hook: a wheel carries what a checkout has beside the package, as `digest/starter/`."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STARTER = ("config.yaml", "seeds", "templates")


class StarterHook(BuildHookInterface[Any]):
    """Adds sample configuration, sample articles and templates to a wheel, but not to an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Maps every starter file into the package. An editable install finds them in the checkout."""
        if version != "editable":
            build_data["force_include"].update({name: f"digest/starter/{name}" for name in STARTER})
