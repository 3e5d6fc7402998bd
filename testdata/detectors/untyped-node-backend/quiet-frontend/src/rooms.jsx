export default function Rooms() {
  return <p>rooms</p>;
}
