import { useState } from 'react';

export function Lamp() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <h1>The desk lamp</h1>
      <img src="/lamp.jpg" width="800" height="800" alt="The lamp on a desk" />
      <p>
        <button id="add" onClick={() => setCount(count + 1)}>
          Add to cart
        </button>{' '}
        {count} in the cart
      </p>
    </main>
  );
}
