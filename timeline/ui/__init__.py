"""The screen: widgets in, figures and words out; the only room that knows Streamlit."""
