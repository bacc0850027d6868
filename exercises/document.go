package exercises

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// document is one YAML file with its lines, so that a fault found long after reading still names its place.
type document struct {
	file   string
	root   *yaml.Node
	faults *Faults
}

// readYAML decodes a file strictly into a value: an unknown key is a fault. It returns nil when the file
// cannot be used; the faults then say why.
func readYAML(content fs.FS, file string, into any, faults *Faults) *document {
	data, err := fs.ReadFile(content, file)
	if err != nil {
		faults.add(file, 0, "the file is missing: %v", fileReason(err))
		return nil
	}
	d := &document{file: file, root: &yaml.Node{}, faults: faults}
	if err := yaml.Unmarshal(data, d.root); err != nil {
		d.decodeFault(err)
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil {
		d.decodeFault(err)
		return nil
	}
	return d
}

func fileReason(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err.Error()
	}
	return err.Error()
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)

// decodeFault turns the YAML library's error, which may hold many lines, into faults.
func (d *document) decodeFault(err error) {
	problems := []string{err.Error()}
	var typeError *yaml.TypeError
	if errors.As(err, &typeError) {
		problems = typeError.Errors
	}
	for _, problem := range problems {
		line := 0
		if m := yamlLine.FindStringSubmatch(problem); m != nil {
			line, _ = strconv.Atoi(m[1])
			problem = m[2]
		}
		d.faults.add(d.file, line, "%s", problem)
	}
}

// fault records a problem at a path of keys and indexes, such as "fields", 2, "label": at the deepest part
// of the path that the file has.
func (d *document) fault(at []any, format string, args ...any) {
	d.faults.add(d.file, d.line(at), format, args...)
}

func (d *document) line(at []any) int {
	node := d.root
	if node.Kind == yaml.DocumentNode && len(node.Content) > 0 {
		node = node.Content[0]
	}
	for _, step := range at {
		next := child(node, step)
		if next == nil {
			break
		}
		node = next
	}
	return node.Line
}

func child(node *yaml.Node, step any) *yaml.Node {
	switch step := step.(type) {
	case int:
		if node.Kind == yaml.SequenceNode && step < len(node.Content) {
			return node.Content[step]
		}
	case string:
		for i := 0; node.Kind == yaml.MappingNode && i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == step {
				return node.Content[i+1]
			}
		}
	}
	return nil
}

// at builds a path for fault.
func at(steps ...any) []any { return steps }

// readText reads a file of prose; a missing or blank one is a fault.
func readText(content fs.FS, folder, name string, faults *Faults) string {
	file := path.Join(folder, name)
	data, err := fs.ReadFile(content, file)
	switch {
	case err != nil:
		faults.add(file, 0, "the file is missing: %v", fileReason(err))
	case len(bytes.TrimSpace(data)) == 0:
		faults.add(file, 1, "the file is empty")
	}
	return string(data)
}
