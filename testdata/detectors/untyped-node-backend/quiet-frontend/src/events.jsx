export default function Events() {
  return <p>events</p>;
}
