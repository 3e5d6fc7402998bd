import { Module } from "@nestjs/common";
import { TypeOrmModule } from "@nestjs/typeorm";
import { MembersController } from "./members.controller";
import { MembersService } from "./members.service";

@Module({ imports: [TypeOrmModule.forRoot()], controllers: [MembersController], providers: [MembersService] })
export class AppModule {}
