package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// The load of the durability test: the clients write until the target is acknowledged, and the server is
// killed as soon as half of it is.
const (
	durabilityRounds  = 3
	durabilityClients = 50
	durabilityTarget  = 10_000
)

// TestAcknowledgedAttemptsSurviveAKill kills the server under load and looks for every attempt that a
// client was told is saved.
func TestAcknowledgedAttemptsSurviveAKill(t *testing.T) {
	for round := range durabilityRounds {
		t.Run(fmt.Sprintf("round %d", round+1), func(t *testing.T) {
			s := startServer(t)
			clients := newClients(t, s)
			var acknowledged atomic.Int64
			var writing sync.WaitGroup
			half := make(chan struct{})
			halved := sync.OnceFunc(func() { close(half) })
			for _, c := range clients {
				writing.Go(func() { c.write(&acknowledged, halved) })
			}
			<-half
			s.kill()
			s.start()
			writing.Wait()
			found := 0
			for _, c := range clients {
				found += c.verify()
			}
			if found < durabilityTarget {
				t.Errorf("%d attempts were acknowledged and found, the test wants %d", found, durabilityTarget)
			}
		})
	}
}

// attemptClient is one learner writing attempts.
type attemptClient struct {
	t      *testing.T
	s      *server
	number int
	http   *http.Client
	acked  map[string]string // key -> attempt id
}

func newClients(t *testing.T, s *server) []*attemptClient {
	clients := make([]*attemptClient, durabilityClients)
	for i := range clients {
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		clients[i] = &attemptClient{
			t: t, s: s, number: i, acked: map[string]string{},
			http: &http.Client{Jar: jar, Timeout: 30 * time.Second},
		}
	}
	return clients
}

// write posts attempts until the target is reached; one that was not answered is sent again with its key.
func (c *attemptClient) write(acknowledged *atomic.Int64, half func()) {
	for n := 0; acknowledged.Load() < durabilityTarget; n++ {
		key := fmt.Sprintf("client-%d-%d", c.number, n)
		c.acked[key] = c.post(key, n)
		if acknowledged.Add(1) == durabilityTarget/2 {
			half()
		}
	}
}

func (c *attemptClient) post(key string, n int) string {
	body, _ := json.Marshal(map[string]any{
		"key": key, "answers": map[string]string{"statement": fmt.Sprintf("client %d, attempt %d", c.number, n)},
	})
	for {
		id, wait := c.try(body)
		if id != "" {
			return id
		}
		time.Sleep(wait)
	}
}

// try posts once: the attempt's id, or how long to wait before the next try.
func (c *attemptClient) try(body []byte) (string, time.Duration) {
	request, _ := http.NewRequest(http.MethodPost, c.s.URL+"/tasks/12/check", bytes.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return "", 20 * time.Millisecond
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		return "", 20 * time.Millisecond
	}
	switch response.StatusCode {
	case http.StatusOK:
		var report struct{ Attempt string }
		if err := json.Unmarshal(data, &report); err != nil {
			return "", 20 * time.Millisecond
		}
		return report.Attempt, 0
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		after, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return "", time.Duration(max(after, 1)) * time.Second / 2
	}
	c.t.Errorf("an attempt is answered %d: %s", response.StatusCode, data)
	return "", time.Second
}

// verify finds every acknowledged attempt once, and nothing that was not sent.
func (c *attemptClient) verify() int {
	request, _ := http.NewRequest(http.MethodGet, c.s.URL+"/tasks/12/attempts", nil)
	request.Header.Set("Accept", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		c.t.Fatal(err)
	}
	defer response.Body.Close()
	var kept struct{ Attempts []struct{ Attempt string } }
	if err := json.NewDecoder(response.Body).Decode(&kept); err != nil {
		c.t.Fatal(err)
	}
	times := map[string]int{}
	for _, a := range kept.Attempts {
		times[a.Attempt]++
	}
	for key, id := range c.acked {
		if times[id] != 1 {
			c.t.Errorf("attempt %s of %s was acknowledged and is there %d times", id, key, times[id])
		}
	}
	if len(kept.Attempts) != len(c.acked) {
		c.t.Errorf("client %d sent %d attempts, %d are kept", c.number, len(c.acked), len(kept.Attempts))
	}
	return len(c.acked)
}
