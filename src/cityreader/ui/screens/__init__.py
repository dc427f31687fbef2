"""The screens, each in its module; the list is put together of one module a kind of action."""
