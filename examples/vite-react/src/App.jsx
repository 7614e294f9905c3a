import { useEffect, useState } from 'react';

import { Bike } from './Bike.jsx';

/** A router as small as can be: the path decides, and a link changes it without loading a document. */
export function App() {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const onPopState = () => setPath(location.pathname);
    addEventListener('popstate', onPopState);
    return () => removeEventListener('popstate', onPopState);
  }, []);

  const go = (event) => {
    event.preventDefault();
    history.pushState(null, '', event.currentTarget.href);
    setPath(location.pathname);
  };
  if (path === '/bike') return <Bike />;
  return (
    <main>
      <h1>Bikes</h1>
      <p>
        <a id="bike" href="/bike" onClick={go}>
          The touring bike
        </a>
      </p>
    </main>
  );
}
