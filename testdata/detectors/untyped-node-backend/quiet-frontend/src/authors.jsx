export default function Authors() {
  return <p>authors</p>;
}
