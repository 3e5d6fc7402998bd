import { IsDateString, IsString, MaxLength } from "class-validator";

export class CreateBookingDto {
  @IsString()
  @MaxLength(50)
  room!: string;

  @IsDateString()
  from!: string;

  @IsDateString()
  to!: string;
}
