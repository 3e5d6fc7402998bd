export class UserDto {
  id: string;
  email: string;
  role: string;
  name: string;
}
