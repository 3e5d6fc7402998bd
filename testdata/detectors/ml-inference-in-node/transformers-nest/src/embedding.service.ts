import { Injectable } from "@nestjs/common";
import { pipeline } from "@huggingface/transformers";

@Injectable()
export class EmbeddingService {
  async of(text: string) {
    const embed = await pipeline("feature-extraction", "Xenova/all-MiniLM-L6-v2");
    return embed(text, { pooling: "mean" }); // want `pipeline\(\) runs a model .* GET`
  }
}
