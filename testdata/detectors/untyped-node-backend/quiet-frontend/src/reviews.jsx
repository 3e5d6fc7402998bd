export default function Reviews() {
  return <p>reviews</p>;
}
