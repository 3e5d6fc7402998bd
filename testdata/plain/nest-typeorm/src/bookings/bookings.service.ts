import { ConflictException, Injectable } from "@nestjs/common";
import { InjectRepository } from "@nestjs/typeorm";
import { LessThan, MoreThan, type Repository } from "typeorm";
import { Booking } from "./booking.entity";
import type { CreateBookingDto } from "./create-booking.dto";

@Injectable()
export class BookingsService {
  constructor(@InjectRepository(Booking) private readonly repository: Repository<Booking>) {}

  list(room?: string) {
    return this.repository.find({ where: room ? { room } : {}, order: { from: "ASC" }, take: 100 });
  }

  get(id: string) {
    return this.repository.findOneBy({ id });
  }

  async create(dto: CreateBookingDto) {
    const taken = await this.repository.existsBy({ room: dto.room, from: LessThan(dto.to), to: MoreThan(dto.from) });
    if (taken) throw new ConflictException("taken");
    return this.repository.save(dto);
  }

  async remove(id: string) {
    await this.repository.delete(id);
  }
}
