from sentence_transformers import SentenceTransformer


class Embeddings:
    def __init__(self):
        self.model = SentenceTransformer("all-MiniLM-L6-v2")

    def of(self, text):
        return self.model.encode([text])[0].tolist()  # want `encode serves a model from flask` want-trace: /near -> near calls Embeddings.of -> runs a model
