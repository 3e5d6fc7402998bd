import { Module } from "@nestjs/common";
import { FaqController } from "./faq.controller";
import { EmbeddingService } from "./embedding.service";

@Module({ controllers: [FaqController], providers: [EmbeddingService] })
export class AppModule {}
