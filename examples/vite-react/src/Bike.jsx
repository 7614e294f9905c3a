import { useState } from 'react';

export function Bike() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <h1>The touring bike</h1>
      <img src="/bike.jpg" width="800" height="450" alt="A bike beside a lake" />
      <p>
        <button id="add" onClick={() => setCount(count + 1)}>
          Add to cart
        </button>{' '}
        {count} in the cart
      </p>
    </main>
  );
}
