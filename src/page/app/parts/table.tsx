import type { ComponentChildren, VNode } from 'preact';

export interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  /** A cell for each column; the first is the row's header. */
  readonly rows: readonly (readonly ComponentChildren[])[];
}

/** A table that scrolls by itself where the screen is narrower. */
export function Table({ caption, columns, rows }: TableProps): VNode {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others], index) => (
            <tr key={index}>
              <th scope="row">{first}</th>
              {others.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
