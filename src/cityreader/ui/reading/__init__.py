"""How a spread becomes lines of cells: page, geometry, layout, selection and painting."""
