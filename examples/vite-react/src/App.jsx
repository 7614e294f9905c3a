import { useEffect, useState } from 'react';

import { Lamp } from './Lamp.jsx';

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
  if (path === '/lamp') return <Lamp />;
  return (
    <main>
      <h1>Lamps</h1>
      <p>
        <a id="lamp" href="/lamp" onClick={go}>
          The desk lamp
        </a>
      </p>
    </main>
  );
}
