import { Body, Controller, Delete, Get, HttpCode, NotFoundException, Param, Post, Query } from "@nestjs/common";
import { BookingsService } from "./bookings.service";
import { CreateBookingDto } from "./create-booking.dto";

@Controller("bookings")
export class BookingsController {
  constructor(private readonly bookings: BookingsService) {}

  @Get()
  list(@Query("room") room?: string) {
    return this.bookings.list(room);
  }

  @Get(":id")
  async get(@Param("id") id: string) {
    const booking = await this.bookings.get(id);
    if (!booking) throw new NotFoundException();
    return booking;
  }

  @Post()
  create(@Body() dto: CreateBookingDto) {
    return this.bookings.create(dto);
  }

  @Delete(":id")
  @HttpCode(204)
  async remove(@Param("id") id: string) {
    await this.bookings.remove(id);
  }
}
