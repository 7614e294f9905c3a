import { html, type Html, type Part } from '../html.ts';

export interface TableParts {
  readonly caption: string;
  readonly columns: readonly string[];
  /** A cell for each column; the first is the row's header. */
  readonly rows: readonly (readonly Part[])[];
}

/** A table that scrolls by itself where the screen is narrower; as those of the app. */
export function tableHtml({ caption, columns, rows }: TableParts): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(rowHtml)}
      </tbody>
    </table>
  </div> `;
}

function rowHtml([first = null, ...others]: readonly Part[]): Html {
  return html`<tr>
    <th scope="row">${first}</th>
    ${others.map((cell) => html`<td>${cell}</td>`)}
  </tr> `;
}
