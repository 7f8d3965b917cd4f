"""What every part of the configuration is: a frozen model that knows its keys and no others."""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict

# Plugins of pydantic that happen to be installed have no say in what a configuration means; looking for them takes time, too.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Model(BaseModel):
    """A part of the configuration: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)
