"""The Streamlit page and nothing else."""
