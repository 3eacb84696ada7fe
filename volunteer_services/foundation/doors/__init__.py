"""The framework's own generic methods, as far as they would pass the scope of our DocTypes.

hooks.py lists them under ``override_whitelisted_methods``: each is looked through by a guard and then called
with the arguments that came (``originals.py``). DocTypes of other apps get what they always got.
"""
