import { Controller, Get, Query } from "@nestjs/common";
import { EmbeddingService } from "./embedding.service";

@Controller("faq")
export class FaqController {
  constructor(private readonly embeddings: EmbeddingService) {}

  @Get()
  async find(@Query("q") q: string) {
    return this.embeddings.of(q);
  }
}
