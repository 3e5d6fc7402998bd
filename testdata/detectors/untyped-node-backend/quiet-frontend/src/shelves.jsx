export default function Shelves() {
  return <p>shelves</p>;
}
