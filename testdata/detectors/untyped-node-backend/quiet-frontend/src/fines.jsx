export default function Fines() {
  return <p>fines</p>;
}
