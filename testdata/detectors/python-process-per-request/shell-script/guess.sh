#!/bin/bash
python3 guess.py "$1"
