;==============================================================================
; A bar of 0..20 steps.  CC0 1.0, see the cartridges that include this file.
;==============================================================================
; ---- time bar: playfield for 0..20 steps, shrinking to the middle ----------------------
BarPF0
X       SET 0
        REPEAT 21
        IF X > 16
        .byte ($F0 << (20-X)) & $F0
        ELSE
        .byte 0
        ENDIF
X       SET X+1
        REPEND
BarPF1
X       SET 0
        REPEAT 21
        IF X > 15
        .byte $FF
        ELSE
        IF X > 8
        .byte $FF >> (16-X)
        ELSE
        .byte 0
        ENDIF
        ENDIF
X       SET X+1
        REPEND
BarPF2
X       SET 0
        REPEAT 21
        IF X > 7
        .byte $FF
        ELSE
        .byte ($FF << (8-X)) & $FF
        ENDIF
X       SET X+1
        REPEND
