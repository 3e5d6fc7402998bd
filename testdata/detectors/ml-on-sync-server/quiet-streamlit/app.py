import streamlit as st
from transformers import pipeline

summarizer = pipeline("summarization")
text = st.text_area("Text")
if st.button("Summarize"):
    st.write(summarizer(text)[0]["summary_text"])
