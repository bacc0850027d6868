package exercises

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// pair is a key with its label, in the order in which the file gives them.
type pair struct{ Key, Label string }

// pairs reads a YAML mapping of text to text and keeps its order.
type pairs []pair

// UnmarshalYAML implements yaml.Unmarshaler.
func (p *pairs) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: a mapping of id to label is expected", node.Line)
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		*p = append(*p, pair{node.Content[i].Value, node.Content[i+1].Value})
	}
	return nil
}

func (p pairs) keys() []string {
	keys := make([]string, len(p))
	for i, pair := range p {
		keys[i] = pair.Key
	}
	return keys
}

func (p pairs) labels() map[string]string {
	labels := make(map[string]string, len(p))
	for _, pair := range p {
		labels[pair.Key] = pair.Label
	}
	return labels
}
