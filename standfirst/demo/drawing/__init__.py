"""The demo paper's picture desk: prints in a few inks, cut from shapes by script. A module holds one kind of scene."""
