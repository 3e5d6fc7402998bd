export default function Books() {
  return <p>books</p>;
}
