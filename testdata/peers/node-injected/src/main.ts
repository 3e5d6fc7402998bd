import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { StockController } from "./stock.controller";
import { StockService } from "./stock.service";

@Module({ controllers: [StockController], providers: [StockService] })
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(3000);
}
bootstrap();
