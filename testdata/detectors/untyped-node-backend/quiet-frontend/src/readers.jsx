export default function Readers() {
  return <p>readers</p>;
}
