import { execa } from "execa";

export class Transcripts {
  async make(file: string): Promise<string> {
    const { stdout } = await execa("venv/bin/python3.12", ["transcribe.py", file]); // want `transcribe\.py .* POST /transcripts`
    return stdout;
  }
}
