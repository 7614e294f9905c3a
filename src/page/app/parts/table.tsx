import { Component, type ComponentChildren, type VNode } from 'preact';

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
        <Body rows={rows} />
      </table>
    </div>
  );
}

/** As many as a phone shows at a time. */
const AT_ONCE = 20;

/** Rows in portions, each after the one before has been painted: a click on a long table is answered at once. */
class Body extends Component<Pick<TableProps, 'rows'>, { readonly shown: number }> {
  override state = { shown: AT_ONCE };

  override componentDidMount(): void {
    this.showMore();
  }

  override componentDidUpdate(): void {
    this.showMore();
  }

  showMore(): void {
    const { shown } = this.state;
    if (shown >= this.props.rows.length) return;
    requestAnimationFrame(() => setTimeout(() => this.setState({ shown: shown + AT_ONCE })));
  }

  override render({ rows }: Pick<TableProps, 'rows'>): VNode {
    return (
      <tbody>
        {rows.slice(0, this.state.shown).map(([first, ...others], index) => (
          <tr key={index}>
            <th scope="row">{first}</th>
            {others.map((cell, at) => (
              <td key={at}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    );
  }
}
