import { Injectable } from "@nestjs/common";
import { DataSource } from "typeorm";

@Injectable()
export class MembersService {
  constructor(private readonly source: DataSource) {}

  async find(id: string) {
    return this.source.query("select * from members where id = $1", [id]);
  }
}
