;==============================================================================
; RALLY: tables.  CC0 1.0, see rally.asm, which includes this file.
; A table read in a kernel must not cross a page: that would cost one cycle more.
;==============================================================================
; ---- the machine's legs by tired, 1/256 line a frame; difficulty B, then A -----------
LegsLo  .byte <360,<330,<280,<210,<120,0,0,0
        .byte <480,<460,<410,<330,<200,0
LegsHi  .byte >360,>330,>280,>210,>120,0,0,0
        .byte >480,>460,>410,>330,>200,0
; its colour by tired
Fade    .byte $4C,$4A,$48,$46,$44,$42

; ---- the ball: columns a frame by hits, 1/256 -----------------------------------------
SpdLo   .byte <512,<576,<640,<704,<768,<832,<864,<896
SpdHi   .byte >512,>576,>640,>704,>768,>832,>864,>896
; lines a frame (down), 1/256, by where it touches a paddle: 0 = its last line against the
; paddle's first, CONTACT-1 = the other way round.  Never quite level.
STEEP   = 100
AngleLo
X       SET 0
        REPEAT CONTACT
        .byte <(X*STEEP-9*STEEP+20)
X       SET X+1
        REPEND
AngleHi
X       SET 0
        REPEAT CONTACT
        .byte >(X*STEEP-9*STEEP+20)
X       SET X+1
        REPEND
; serves, by points played
ServeY  .byte 16,112,80,24,128,60,96,72
ServeLo .byte <240,<-200,<-400,<260,<-300,<160,<480,<-240
ServeHi .byte >240,>-200,>-400,>260,>-300,>160,>480,>-240
; lines from the top of the machine's paddle to the ball's when they meet; 6 = middle to middle
Aim     .byte 10,4,8,2,10,6,8,2         ; difficulty B
        .byte 13,0,11,1,12,2,13,0       ; and A: near the corners

; ---- pictures by row, with ROWS empty rows around: (pointer),row is always inside -----
        ALIGN 256
PadTab  REPEAT ROWS
        .byte 0
        REPEND
        REPEAT PADH/2
        .byte $F0
        REPEND
        REPEAT ROWS
        .byte 0
        REPEND
        .byte 0,0,$F0,$F0,$F0,$F0,0,0   ; the short paddle
        REPEAT ROWS
        .byte 0
        REPEND                          ; exactly 256 bytes

BallTab REPEAT ROWS
        .byte 0
        REPEND
        .byte 2,2
        REPEAT ROWS
        .byte 0
        REPEND

; ---- 0..11 points, for scores of FIRST..LAST: 8 rows, bottom row first ------------------
        ALIGN 256
Points  REPEAT FIRST*8
        .byte 0
        REPEND
        .byte $7E,$7E,$66,$66,$66,$66,$7E,$7E   ; 0
        .byte $3C,$3C,$18,$18,$18,$18,$38,$38   ; 1
        .byte $7E,$7E,$60,$7E,$7E,$06,$7E,$7E   ; 2
        .byte $7E,$7E,$06,$3E,$3E,$06,$7E,$7E   ; 3
        .byte $06,$06,$06,$7E,$7E,$66,$66,$66   ; 4
        .byte $7E,$7E,$06,$7E,$7E,$60,$7E,$7E   ; 5
        .byte $7E,$7E,$66,$7E,$7E,$60,$7E,$7E   ; 6
        .byte $18,$18,$18,$18,$0C,$06,$7E,$7E   ; 7
        .byte $7E,$7E,$66,$7E,$7E,$66,$7E,$7E   ; 8
        .byte $7E,$7E,$06,$7E,$7E,$66,$7E,$7E   ; 9
        .byte $4F,$4F,$49,$49,$49,$49,$4F,$4F   ; 10
        .byte $42,$42,$42,$42,$42,$42,$C6,$C6   ; 11
