"""The screens, each in its module or package."""
