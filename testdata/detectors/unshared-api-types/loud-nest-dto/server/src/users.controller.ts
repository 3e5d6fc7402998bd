import { Controller, Get } from "@nestjs/common";
import { UserDto } from "./user.dto";

@Controller("users")
export class UsersController {
  @Get()
  async list(): Promise<UserDto[]> {
    return [];
  }
}
