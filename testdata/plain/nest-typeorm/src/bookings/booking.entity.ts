import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

@Entity()
export class Booking {
  @PrimaryGeneratedColumn("uuid")
  id!: string;

  @Column()
  room!: string;

  @Column({ type: "date" })
  from!: string;

  @Column({ type: "date" })
  to!: string;
}
