import torch

net = torch.load("leaves.pt")


def label(data):
    with torch.no_grad():  # want `torch\.\w+ serves a model from flask`
        return int(net(data).argmax())
