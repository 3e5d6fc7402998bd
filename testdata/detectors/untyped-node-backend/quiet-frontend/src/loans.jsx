export default function Loans() {
  return <p>loans</p>;
}
