import { Component, type ComponentChildren } from 'preact';

interface StateProps<Value> {
  readonly initial: Value;
  /** What is shown of the value, and how a reader changes it. */
  readonly children: (value: Value, change: (value: Value) => void) => ComponentChildren;
}

/** Keeps a value that readers change. All that the page would need hooks for: Preact has them in a package of 2.7 kB. */
export class State<Value> extends Component<StateProps<Value>, { readonly value: Value }> {
  override state = { value: this.props.initial };

  override render({ children }: StateProps<Value>): ComponentChildren {
    return children(this.state.value, (value) => this.setState({ value }));
  }
}
