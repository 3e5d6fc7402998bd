export interface Booking { // want `Booking is sent without guests, which Booking of api demands`
  room: number;
  from: string;
  until: string;
}

export async function book(booking: Booking) {
  await fetch("/api/bookings", { method: "POST", body: JSON.stringify(booking) });
}
