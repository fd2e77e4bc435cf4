"""The tables of all briefings, and the questions that pages and exports ask of them."""
